"""How dates are written where Django's own formats differ from the hub's."""
