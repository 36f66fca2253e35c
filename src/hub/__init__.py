"""The site: a Django and Wagtail hub of checked study summaries for healthcare professionals."""
