"""The catalogue: sellers, products, their photos, packaging and search. It knows no request, no cart and no payment."""
