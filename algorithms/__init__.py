"""One Processing algorithm a file, thin: read the parameters, call the engine, write the sinks."""
