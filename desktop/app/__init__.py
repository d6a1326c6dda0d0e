"""The window in one piece: start, menus, palette, pages, and what lies over them."""
