"""Mine: what a partner added themselves, to read again, to keep from some, to take back."""

from mirror import adding, own_notes, partner

place, words = adding.stand("mine")
adding.who_sees_it()
own_notes.cards(place, words)
partner.way_to_add(place)
