"""Check print: anybody pastes a passage and sees what its figures say."""
