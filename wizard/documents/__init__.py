"""Pure makers of what people take away; its first part comes with reports and run books."""
