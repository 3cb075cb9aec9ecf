-- What is left is nobody's invention.
UPDATE place SET invented = false WHERE invented
