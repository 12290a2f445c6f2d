package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Which judge compares answers.
 *
 * @param folder with its {@code judge.json}
 * @param parallel questions under way at a time
 * @param offline whether the network is forbidden, so that it cannot be asked
 */
public record JudgeRequest(Path folder, int parallel, boolean offline) {

    public JudgeRequest {
        requireNonNull(folder, "folder");
        if (parallel < 1) {
            throw new IllegalArgumentException("One question at a time at least, was " + parallel);
        }
    }
}
