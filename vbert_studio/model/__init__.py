"""The joint model of video and language: vocabulary, sequence, network, checkpoints."""
