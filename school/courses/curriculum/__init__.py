"""The curriculum as files: what is taught, asked, marked and awarded.

`data/` holds the files, `reader.read` turns them into frozen values or refuses
them with every problem's file, line and reason. Nothing here imports Django;
each app's `curriculum.py` writes its own models from these values.
"""
