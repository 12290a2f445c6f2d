package winnow.scoring.chat;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is asked.
 *
 * @param who for messages, at the start of a sentence: {@code The judge}
 * @param endpoint address under which {@code chat/completions} lies
 * @param model name the endpoint knows it by
 * @param keyName environment variable that has the key, for messages
 * @param settings where address and model are set, for messages
 * @param timeout for one reply
 */
public record ChatTarget(String who, URI endpoint, String model, String keyName, String settings, Duration timeout) {

    public ChatTarget {
        requireNonNull(who, "who");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(model, "model");
        requireNonNull(keyName, "keyName");
        requireNonNull(settings, "settings");
        requireNonNull(timeout, "timeout");
    }

    /** The address of an endpoint as people write it; empty if it is none, or has a name, a key or a query in it. */
    public static Optional<URI> address(String given) {
        try {
            URI uri = new URI(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            return web && uri.getHost() != null && plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Where requests go. */
    URI completions() {
        return URI.create(endpoint + "/chat/completions");
    }

    /** For messages, at the start of a sentence. */
    String place() {
        return who + " at " + endpoint;
    }
}
