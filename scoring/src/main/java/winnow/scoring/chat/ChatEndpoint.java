package winnow.scoring.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts questions to a chat model. What may pass by itself is tried again, with longer and longer pauses: too many
 * requests, errors of the server, lost connections, replies that break off and replies that take too long. Thread-safe.
 */
public final class ChatEndpoint {

    /** Waits. */
    @FunctionalInterface
    public interface Pause {

        /** For so long, or until it throws. */
        void take(Duration time) throws InterruptedException;
    }

    private static final int TRIES = 4;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MAX_REPLY = 4 << 20;
    private static final int MAX_SHOWN = 200;

    private final ChatTarget target;
    private final Optional<String> key;
    private final Pause pause;
    private final HttpClient client;

    /**
     * Connects to nobody yet.
     *
     * @param key is sent to the target and nowhere else, and is in no message
     */
    public ChatEndpoint(ChatTarget target, Optional<String> key, Pause pause) {
        this.target = target;
        this.key = key;
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the key goes nowhere else
                .connectTimeout(target.timeout())
                .executor(Runnable::run)
                .build();
    }

    /** What came back. */
    private record Reply(int status, String text, Optional<String> retryAfter) {

        boolean mayPass() {
            return status == 408 || status == 429 || status >= 500;
        }
    }

    /**
     * Asks once, on the calling thread.
     *
     * @throws ChatException if there is no reply after several tries, or it is a refusal; says what to do
     */
    public ChatReply ask(ChatQuestion question) throws ChatException {
        HttpRequest request = request(question);
        String trouble = "";
        for (int i = 0; i < TRIES; i++) {
            Duration wait = Duration.ofSeconds(1L << i);
            try {
                Reply reply = send(request);
                if (reply.status() == 200) {
                    Optional<ChatReply> said = ChatJson.reply(reply.text());
                    if (said.isPresent()) {
                        return said.get();
                    }
                    trouble = "gave a reply that breaks off or is no JSON";
                } else if (reply.mayPass()) {
                    trouble = "answers with error " + reply.status() + said(reply.text());
                    wait = reply.retryAfter().flatMap(ChatEndpoint::duration).orElse(wait);
                } else {
                    throw refused(reply);
                }
            } catch (TimeoutException e) {
                trouble = "gave no reply within " + target.timeout().toSeconds() + " seconds";
            } catch (IOException e) {
                trouble = "cannot be reached (" + reason(e) + ")";
            }
            if (i < TRIES - 1) {
                rest(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
            }
        }
        throw new ChatException(
                ChatException.Kind.SILENCE,
                target.place() + " " + trouble + ", " + TRIES + " times in a row. Check that the server runs and that "
                        + target.settings() + " has its address.",
                null);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? "no connection" : e.getMessage();
    }

    private void rest(Duration time) throws ChatException {
        try {
            pause.take(time);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private ChatException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ChatException(ChatException.Kind.SILENCE, "Asking " + target.endpoint() + " was stopped.", e);
    }

    private Reply send(HttpRequest request) throws IOException, TimeoutException, ChatException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(
                request,
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> {
                    if (body.size() <= MAX_REPLY) {
                        body.writeBytes(bytes);
                    }
                })));
        try {
            HttpResponse<Void> response = sent.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (body.size() > MAX_REPLY) {
                throw new ChatException(
                        ChatException.Kind.QUESTION,
                        target.place() + " gave a reply of more than " + (MAX_REPLY >> 20)
                                + " MiB, which was not read. Check the address in " + target.settings() + ".",
                        null);
            }
            return new Reply(
                    response.statusCode(),
                    body.toString(UTF_8),
                    response.headers().firstValue("Retry-After"));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw stopped(e);
        } finally {
            sent.cancel(true);
        }
    }

    private HttpRequest request(ChatQuestion question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.completions())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ChatJson.request(target.model(), question), UTF_8));
        key.ifPresent(k -> request.header("Authorization", "Bearer " + k));
        return request.build();
    }

    private ChatException refused(Reply reply) {
        return switch (reply.status()) {
            case 401, 403 ->
                settings(" refuses the key (" + reply.status() + "). Set the environment variable " + target.keyName()
                        + " to a key that is valid there.");
            case 404 ->
                settings(" knows no model " + target.model() + " (404). Check model and endpoint in "
                        + target.settings() + "; the endpoint mostly ends with /v1.");
            default ->
                new ChatException(
                        ChatException.Kind.QUESTION,
                        target.place() + " refuses the request (" + reply.status() + ")" + said(reply.text())
                                + ". Check " + target.settings() + ".",
                        null);
        };
    }

    private ChatException settings(String sentence) {
        return new ChatException(ChatException.Kind.SETTINGS, target.place() + sentence, null);
    }

    /** What the server says of an error, in short and without the key. */
    private String said(String reply) {
        String line = ChatJson.error(reply);
        String safe = key.isPresent() ? line.replace(key.get(), "…") : line;
        return safe.isEmpty() ? "" : ": " + (safe.length() > MAX_SHOWN ? safe.substring(0, MAX_SHOWN) + "…" : safe);
    }

    /** How long a server asks to wait: seconds, or a point in time. */
    private static Optional<Duration> duration(String header) {
        if (header.strip().matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
        }
        try {
            Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty(); // neither: the usual pause
        }
    }
}
