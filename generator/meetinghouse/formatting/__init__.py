"""Records put into the order people expect, line by line: nothing is written anew that need not be."""
