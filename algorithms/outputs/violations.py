VIOLATIONS_HELP = "x"
def violations_layer(): pass
