"""What readers' browsers, editors and funders meet."""
