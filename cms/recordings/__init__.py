"""Video and audio of lessons: what a file is, whether its captions can be read, what is asked of it."""
