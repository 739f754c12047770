"""What else comes in than what is typed into a form: here, the lists of couriers."""
