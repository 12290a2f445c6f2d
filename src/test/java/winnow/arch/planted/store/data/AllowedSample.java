package winnow.arch.planted.store.data;

import java.util.Optional;

/** Data as it should be. */
public record AllowedSample(Optional<String> text) {}
