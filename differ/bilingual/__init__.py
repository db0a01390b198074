"""What people read, in Dutch and in English."""
