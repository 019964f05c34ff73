"""``python -m vbert_studio`` is ``vbert-studio``."""

from vbert_studio.cli.main import main

if __name__ == "__main__":
    main()
