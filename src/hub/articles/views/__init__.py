"""What readers and editors meet of articles beside the pages themselves."""
