"""What a trained model is asked: cloze, actions, forecasts, text to video, alignment and more."""
