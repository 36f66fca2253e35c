"""What every app may use: the hub's name and look, its images, and guards for forms. Imports no app."""
