package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a hub. Every redirect is looked at here: the token goes to the hub itself and to no other host, and a connection
 * that began with https stays with it. Any thread may use it.
 */
final class HubClient {

    private static final int MOST_REDIRECTS = 6;
    private static final int CONNECT_MILLIS = 20_000;
    private static final int READ_MILLIS = 60_000;
    private static final int MOST_JSON_BYTES = 32 << 20;

    private final URI endpoint;
    private final Optional<String> token;

    /** Trying again later may help: the connection broke, or the server is busy. */
    static final class TryAgainException extends IOException {
        private final long seconds;

        TryAgainException(String message, long seconds) {
            super(message);
            this.seconds = seconds;
        }

        /** How long the server asks to wait; 0 when it says nothing. */
        long seconds() {
            return seconds;
        }
    }

    /**
     * An answer whose body is still to be read; to be closed.
     *
     * @param connection it comes through
     * @param commit the hub says it is of; empty when it says nothing
     */
    record Answer(HttpURLConnection connection, String commit) implements AutoCloseable {

        boolean isPart() throws IOException {
            return connection.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
        }

        /** Whether there is nothing left from where was asked. */
        boolean isPastTheEnd() throws IOException {
            return connection.getResponseCode() == 416;
        }

        String header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name)).orElse("");
        }

        InputStream body() throws IOException {
            return connection.getInputStream();
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    /**
     * A client of one hub.
     *
     * @param endpoint such as {@code https://huggingface.co}
     * @param token sent to the endpoint's host only; never logged
     * @throws IOException if the endpoint is no address of a web server
     */
    HubClient(String endpoint, Optional<String> token) throws IOException {
        this.endpoint = address(endpoint.replaceFirst("/+$", ""));
        this.token = token;
    }

    private static URI address(String text) throws IOException {
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (scheme.matches("https?") && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new IOException(
                    "\"" + text + "\" is no address of a hub. Set HF_ENDPOINT to one, such as"
                            + " https://huggingface.co.",
                    e);
        }
        throw new IOException(
                "\"" + text + "\" is no address of a hub. Set HF_ENDPOINT to one, such as https://huggingface.co.");
    }

    /** The host it asks. */
    String host() {
        return String.valueOf(endpoint.getHost());
    }

    /** An address of the hub; path and query are written as they stand in an address. */
    URI at(String path) {
        return URI.create(endpoint + path);
    }

    /** A JSON answer, with the link to its next page where it has one. */
    record Page(JsonNode json, Optional<URI> next) {}

    /** Reads a JSON answer. */
    Page json(URI address) throws IOException {
        try (Answer answer = get(address, 0);
                InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(MOST_JSON_BYTES + 1);
            if (bytes.length > MOST_JSON_BYTES) {
                throw new IOException(host() + " sends an endless list of files. Nothing was downloaded.");
            }
            JsonNode json = JsonMapper.builder().build().readTree(bytes);
            return new Page(json, next(answer.header("Link")));
        } catch (JsonProcessingException e) {
            throw new IOException(host() + " does not answer as a hub does: " + e.getOriginalMessage() + ".", e);
        }
    }

    private Optional<URI> next(String link) throws IOException {
        for (String part : link.split(",", -1)) {
            if (part.contains("rel=\"next\"") && part.matches("\\s*<[^>]+>.*")) {
                URI next = endpoint.resolve(part.substring(part.indexOf('<') + 1, part.indexOf('>')));
                if (!isHub(next)) {
                    throw new IOException(host() + " continues its list of files on another host, which is refused.");
                }
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /**
     * Asks for a file.
     *
     * @param from first byte wanted; the server may ignore it
     * @throws TryAgainException if the server is busy or the connection breaks
     * @throws IOException if the hub refuses, in a sentence
     */
    Answer get(URI address, long from) throws IOException {
        URI now = address;
        String commit = "";
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpURLConnection connection = ask(now, from);
            String said = connection.getHeaderField("X-Repo-Commit");
            commit = said == null ? commit : said.strip();
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (status / 100 != 3 || location == null) {
                if (status != HttpURLConnection.HTTP_OK
                        && status != HttpURLConnection.HTTP_PARTIAL
                        && !(status == 416 && from > 0)) {
                    IOException refusal = refusal(status, address, connection.getHeaderField("Retry-After"));
                    connection.disconnect();
                    throw refusal;
                }
                return new Answer(connection, commit);
            }
            connection.disconnect();
            now = redirect(now, location);
        }
        throw new IOException(host() + " sends from one address to the next without end. Try again later.");
    }

    private HttpURLConnection ask(URI address, long from) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("User-Agent", "winnow");
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (isHub(address)) {
            token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        }
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        try {
            connection.connect();
            int unused = connection.getResponseCode();
            return connection;
        } catch (IOException e) {
            connection.disconnect();
            throw new TryAgainException(address.getHost() + " cannot be reached (" + e.getMessage() + ").", 0);
        }
    }

    private URI redirect(URI from, String location) throws IOException {
        try {
            URI to = from.resolve(new URI(location));
            String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
            boolean safe = scheme.equals("https")
                    || (scheme.equals("http") && endpoint.getScheme().equals("http"));
            if (safe && to.getHost() != null) {
                return to;
            }
        } catch (URISyntaxException e) {
            throw new IOException(host() + " sends to an address that is none.", e);
        }
        throw new IOException(host() + " sends to an address that is not secure, which is refused.");
    }

    /** Scheme, host and port are those of the endpoint. */
    private boolean isHub(URI address) {
        return endpoint.getScheme().equalsIgnoreCase(address.getScheme())
                && endpoint.getHost().equalsIgnoreCase(address.getHost())
                && endpoint.getPort() == address.getPort();
    }

    private IOException refusal(int status, URI address, @Nullable String retryAfter) {
        String what = host() + address.getPath();
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN) {
            return new IOException(what + " may not be read (" + status + "): the repository does not exist, or needs a"
                    + " token of somebody who accepted its terms. Set HF_TOKEN and try again.");
        }
        if (status == HttpURLConnection.HTTP_NOT_FOUND) {
            return new IOException(
                    what + " does not exist (404). Check the name of the repository and the revision after @.");
        }
        if (status == 429 || status >= 500 || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
            long seconds = retryAfter != null && retryAfter.matches("\\d{1,4}") ? Long.parseLong(retryAfter) : 0;
            return new TryAgainException(
                    host() + " is busy or out of order (" + status + "). Try again later.", seconds);
        }
        return new IOException(what + " was refused (" + status + ").");
    }
}
