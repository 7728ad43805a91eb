"""A made-up school in mid-term, to try the product with. Nothing here runs in a real one.

Everything happens through the apps' own verbs, at the times at which it would have
happened, so that journal, ledgers and notices are as in life. No person in it exists.
"""
