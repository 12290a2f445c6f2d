package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.store.data.Generation;

/**
 * Which answers are asked for.
 *
 * @param source who is asked, and what for
 * @param draw how answers are drawn
 * @param scope which prompts
 * @param parallel questions under way at a time
 * @param timeout for one reply
 * @param keepCut whether answers that were cut off for their length become candidates too
 * @param partial whether candidates are kept of prompts some answers are missing to
 */
public record CandidateRequest(
        Source source, Draw draw, Scope scope, int parallel, Duration timeout, boolean keepCut, boolean partial) {

    /**
     * Who is asked.
     *
     * @param endpoint address under which {@code chat/completions} lies
     * @param model name the endpoint knows it by
     * @param keyName environment variable of the key, for messages
     * @param key sent to the endpoint and nowhere else
     */
    public record Source(URI endpoint, String model, String keyName, Optional<String> key) {

        public Source {
            requireNonNull(endpoint, "endpoint");
            requireNonNull(model, "model");
            requireNonNull(keyName, "keyName");
            requireNonNull(key, "key");
        }

        /** Without the key. */
        @Override
        public String toString() {
            return model + " at " + endpoint;
        }
    }

    /**
     * How answers are drawn.
     *
     * @param n how many to a prompt
     * @param temperature 0 or more
     * @param maxTokens most tokens of an answer
     * @param seed of the first answer to a prompt; the next has the next
     */
    public record Draw(int n, double temperature, int maxTokens, long seed) {

        public Draw {
            if (n < 1 || maxTokens < 1 || !(temperature >= 0 && temperature <= 2)) {
                throw new IllegalArgumentException("At least one answer of at least one token, at a temperature from 0"
                        + " to 2, was " + n + ", " + maxTokens + " and " + temperature);
            }
        }
    }

    /**
     * Which prompts.
     *
     * @param query only of records with such a sample, in the query language; empty for all that are not pruned
     * @param datasetId only of this dataset; empty for all but those that hold candidates
     * @param runId whose rewards the query is about
     */
    public record Scope(Optional<String> query, OptionalLong datasetId, OptionalLong runId) {}

    public CandidateRequest {
        requireNonNull(source, "source");
        requireNonNull(draw, "draw");
        requireNonNull(scope, "scope");
        requireNonNull(timeout, "timeout");
        if (parallel < 1) {
            throw new IllegalArgumentException("One question at a time at least, was " + parallel);
        }
    }

    /** What answers that go together have in common. */
    Generation generation() {
        return new Generation(source.endpoint().toString(), source.model(), draw.temperature(), draw.seed());
    }
}
