"""The pages a school begins with, made from the curriculum and from words of its own."""
