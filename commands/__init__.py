"""The administrator's commands, one file each; cli.py is their door."""
