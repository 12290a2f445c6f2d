package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import winnow.scoring.ModelInfo;

/**
 * A model of the list.
 *
 * @param folder of the snapshot, absolute
 * @param name what people call it; for one of the hub cache its repository
 * @param info what is known of it; empty while files are missing. Its fingerprint is empty until its files were read
 * @param state whether its scores can be trusted
 * @param origin where it came from
 * @param source repository and commit, for one of the hub cache or a download; else empty
 * @param report of its last self-test
 * @param problem why it cannot be used, in a sentence; else empty
 */
public record KnownModel(
        Path folder,
        String name,
        Optional<ModelInfo> info,
        State state,
        Origin origin,
        String source,
        Optional<SelfTestReport> report,
        String problem) {

    /** Whether the scores of a model can be trusted. */
    public enum State {
        /** Its self-test passed. */
        CHECKED,
        /** Its self-test failed: scoring is blocked. */
        FAILED,
        NOT_CHECKED,
        /** Its configuration says that its weights are random: scores mean nothing. */
        RANDOM,
        /** Files are missing. */
        INCOMPLETE;

        /** The name people and files use, such as {@code not checked}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How a model came into the list. */
    public enum Origin {
        SHIPPED,
        ADDED,
        HUB_CACHE,
        DOWNLOADED;

        /** The name people and files use, such as {@code hub cache}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public KnownModel {
        requireNonNull(folder, "folder");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(origin, "origin");
        requireNonNull(source, "source");
        requireNonNull(problem, "problem");
    }

    /** When its last self-test ended. */
    public Optional<Instant> checkedAt() {
        return report.map(SelfTestReport::at);
    }

    /** What a snapshot's self-test and configuration say of it. */
    static State state(ModelInfo info, Optional<SelfTestReport> report) {
        if (report.filter(SelfTestReport::isFailed).isPresent()) {
            return State.FAILED;
        }
        if (!info.trained()) {
            return State.RANDOM;
        }
        return report.filter(SelfTestReport::isPassed).isPresent() ? State.CHECKED : State.NOT_CHECKED;
    }
}
