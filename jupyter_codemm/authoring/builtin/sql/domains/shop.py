"""A shop: customers, products and orders."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="shop",
    story="A small shop sells things for the house and writes down every order.",
    who=Entity(
        role="who",
        table="customers",
        one="customer",
        label=PEOPLE,
        group=TextColumn(
            "city",
            "city",
            ("Lyon", "Porto", "Ghent", "Turin", "Bergen", "Malmo"),
        ),
        number=NumberColumn("age", "age", 18, 70),
    ),
    what=Entity(
        role="what",
        table="products",
        one="product",
        label=TextColumn(
            "title",
            "title",
            (
                "Lamp",
                "Kettle",
                "Mug",
                "Rug",
                "Clock",
                "Vase",
                "Tray",
                "Stool",
                "Shelf",
                "Basket",
                "Broom",
                "Candle",
            ),
        ),
        group=TextColumn(
            "category",
            "category",
            ("kitchen", "garden", "bath", "office", "bedroom"),
        ),
        number=NumberColumn("price", "price", 5, 60),
    ),
    event=Entity(
        role="event",
        table="orders",
        one="order",
        who="customer_id",
        what="product_id",
        group=TextColumn(
            "status",
            "status",
            ("paid", "open", "sent", "returned"),
        ),
        number=NumberColumn("quantity", "quantity", 1, 12),
    ),
)
