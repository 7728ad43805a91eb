"""What follows from answers and marks. Pure: values in, values out."""
