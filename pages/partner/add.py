"""Add: what a partner noticed, in a minute, on a phone."""

from mirror import adding, partner

place, words = adding.stand("add")
adding.what_becomes_of_it()
adding.form(place, words)
partner.way_to("mine", partner.MINE, place)
