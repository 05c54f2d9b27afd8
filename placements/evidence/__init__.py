"""Evidence packs: what proves one month of one worker to whoever paid for it, with what is missing named."""
