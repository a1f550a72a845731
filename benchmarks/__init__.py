"""How fast the tool is, as ratios: `make bench`. What each figure means stands in docs/performance.md."""
