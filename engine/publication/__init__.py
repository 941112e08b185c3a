"""What may leave the house: figures with enough persons behind them, merged, withheld and rounded."""
