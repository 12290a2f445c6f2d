package winnow.scoring.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import winnow.scoring.ScoringException;

/**
 * Puts questions to a chat model. What may pass by itself is tried again, with longer and longer pauses: too many
 * requests, errors of the server, lost connections and replies that take too long.
 */
final class ChatEndpoint {

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    private static final int TRIES = 4;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MAX_REPLY = 4 << 20;
    private static final int MAX_SHOWN = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final JudgeFolder folder;
    private final Optional<String> key;
    private final Pause pause;
    private final HttpClient client;

    ChatEndpoint(JudgeFolder folder, Optional<String> key, Pause pause) {
        this.folder = folder;
        this.key = key;
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the key goes nowhere else
                .connectTimeout(folder.ask().timeout())
                .executor(Runnable::run)
                .build();
    }

    /** What came back. */
    private record Reply(int status, String text, Optional<String> retryAfter) {}

    /**
     * Asks once.
     *
     * @throws ScoringException if there is no reply after several tries, or it is a refusal; says what to do
     */
    String ask(String question, List<JudgePicture> pictures) throws ScoringException {
        HttpRequest request = request(question, pictures);
        String trouble = "";
        for (int i = 0; i < TRIES; i++) {
            Duration wait = Duration.ofSeconds(1L << i);
            try {
                Reply reply = send(request);
                if (reply.status() == 200) {
                    return content(reply.text());
                }
                if (reply.status() != 408 && reply.status() != 429 && reply.status() < 500) {
                    throw refused(reply);
                }
                trouble = "answers with error " + reply.status() + said(reply.text());
                wait = reply.retryAfter().flatMap(ChatEndpoint::duration).orElse(wait);
            } catch (TimeoutException e) {
                trouble = "gave no reply within " + folder.ask().timeout().toSeconds() + " seconds";
            } catch (IOException e) {
                trouble = "cannot be reached (" + reason(e) + ")";
            }
            if (i < TRIES - 1) {
                rest(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
            }
        }
        throw new ScoringException("The judge at " + folder.endpoint() + " " + trouble + ", " + TRIES
                + " times in a row. Check that the server runs and that judge.json has its address.");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? "no connection" : e.getMessage();
    }

    private void rest(Duration time) throws ScoringException {
        try {
            pause.take(time);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static ScoringException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ScoringException("Asking the judge was stopped.", e);
    }

    private Reply send(HttpRequest request) throws IOException, TimeoutException, ScoringException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(
                request,
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> {
                    if (body.size() <= MAX_REPLY) {
                        body.writeBytes(bytes);
                    }
                })));
        try {
            HttpResponse<Void> response = sent.get(folder.ask().timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (body.size() > MAX_REPLY) {
                throw new ScoringException("The judge at " + folder.endpoint() + " gave a reply of more than "
                        + (MAX_REPLY >> 20) + " MiB, which was not read. Check the address in judge.json.");
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

    private HttpRequest request(String question, List<JudgePicture> pictures) {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", folder.model());
        json.put("temperature", folder.ask().temperature());
        json.put("max_tokens", folder.ask().maxTokens());
        ArrayNode messages = json.putArray("messages");
        messages.addObject().put("role", "system").put("content", JudgePrompt.SYSTEM);
        ObjectNode user = messages.addObject().put("role", "user");
        if (pictures.isEmpty()) {
            user.put("content", question);
        } else {
            ArrayNode parts = user.putArray("content");
            for (JudgePicture picture : pictures) {
                parts.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", picture.address());
            }
            parts.addObject().put("type", "text").put("text", question);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(folder.completions())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.toString(), UTF_8));
        key.ifPresent(k -> request.header("Authorization", "Bearer " + k));
        return request.build();
    }

    /** The text of a reply; empty when it has none, which no verdict can be read from. */
    private static String content(String reply) {
        try {
            JsonNode content =
                    JSON.readTree(reply).path("choices").path(0).path("message").path("content");
            return content.isTextual() ? content.textValue() : "";
        } catch (JsonProcessingException e) {
            return ""; // no JSON: no verdict, counted as such
        }
    }

    private ScoringException refused(Reply reply) {
        String place = "The judge at " + folder.endpoint();
        return new ScoringException(
                switch (reply.status()) {
                    case 401, 403 ->
                        place + " refuses the key (" + reply.status() + "). Set the environment variable "
                                + folder.keyName() + " to a key that is valid there.";
                    case 404 ->
                        place + " knows no model " + folder.model()
                                + " (404). Check model and endpoint in judge.json; the endpoint mostly ends with /v1.";
                    default ->
                        place + " refuses the request (" + reply.status() + ")" + said(reply.text())
                                + ". Check judge.json.";
                });
    }

    /** What the server says of an error, in short and without the key. */
    private String said(String reply) {
        String message;
        try {
            JsonNode error = JSON.readTree(reply).path("error");
            message = error.isTextual()
                    ? error.textValue()
                    : error.path("message").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
        String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
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
