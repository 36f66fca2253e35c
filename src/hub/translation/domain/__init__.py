"""What translation can do; views import these names and no deeper."""
