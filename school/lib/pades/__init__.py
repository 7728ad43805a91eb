"""One door to pyHanko: PDFs signed as PAdES asks (ETSI EN 319 142-1), and checked."""
