"""What a person opens: one script per page, each a `page(visit)`; frame.py chooses among them."""
