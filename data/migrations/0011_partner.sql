-- Under which pseudonym somebody speaks who adds to a place as its partner.

-- Nothing says who it is: `visitor` is a hash of the salt and of whoever signed in or has a link.
CREATE TABLE voice (
    place VARCHAR NOT NULL,
    observer VARCHAR NOT NULL,
    salt VARCHAR NOT NULL,
    visitor VARCHAR NOT NULL
);
