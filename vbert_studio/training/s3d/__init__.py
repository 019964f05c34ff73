"""S3D taught to tell the steps of cooking films apart."""
