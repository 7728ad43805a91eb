"""What must agree with what: inside one part, inside one file, and across files."""
