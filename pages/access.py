"""Who may see what: granted to those who sign in, and by links to those who do not."""

from mirror import granting

granting.head()
granting.rights()
granting.grant()
granting.linked()
granting.make_a_link()
granting.what_was_done()
