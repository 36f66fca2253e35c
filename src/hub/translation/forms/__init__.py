"""Forms of editors for translations and the glossary."""
