package winnow.app.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A chat model on this machine that answers several questions at a time, or fails as servers do; counts every request. */
public final class FakeEndpoint implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a request gets. */
    public interface Manners {

        /** Gives it. */
        void give(Asked asked, HttpExchange exchange) throws IOException;
    }

    /**
     * One request.
     *
     * @param json its body
     * @param key tells its question from others: the last words and the seed
     * @param time how often this question came, from 1
     * @param authorization header with the key
     */
    public record Asked(JsonNode json, String key, int time, String authorization) {

        /** The last message, its texts one after the other. */
        public String text() {
            return FakeEndpoint.text(json);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> requests = new ArrayList<>();
    private final Map<String, Integer> times = new HashMap<>();
    private volatile Manners manners = says(Asked::text);

    /** Starts it. */
    public FakeEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    /** Its address. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    /** What requests get from now on. */
    public void behaves(Manners now) {
        manners = now;
    }

    /** All requests so far, in the order they came. */
    public synchronized List<Asked> requests() {
        return List.copyOf(requests);
    }

    /** How often each question came. */
    public synchronized Map<String, Integer> times() {
        return Map.copyOf(times);
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
        manners.give(asked(json, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))), exchange);
    }

    private synchronized Asked asked(JsonNode json, String authorization) {
        String key = text(json) + "|" + json.path("seed").asText();
        Asked asked = new Asked(json, key, times.merge(key, 1, Integer::sum), authorization);
        requests.add(asked);
        return asked;
    }

    private static String text(JsonNode json) {
        JsonNode messages = json.path("messages");
        JsonNode content = messages.path(messages.size() - 1).path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    /** An answer with a count of tokens: 10 in, 5 out. */
    public static Manners says(Function<Asked, String> words) {
        return (asked, exchange) -> send(exchange, 200, reply(words.apply(asked), "stop", true));
    }

    /** The body of a reply. */
    public static String reply(String words, String finish, boolean usage) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode choice = json.putArray("choices").addObject().put("finish_reason", finish);
        choice.putObject("message").put("role", "assistant").put("content", words);
        if (usage) {
            json.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 5);
        }
        return json.toString();
    }

    /** Sends a body; a header where one is named. */
    public static void send(HttpExchange exchange, int status, String body, String... header) throws IOException {
        if (header.length == 2) {
            exchange.getResponseHeaders().set(header[0], header[1]);
        }
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Announces more than it sends, and hangs up. */
    public static void hangUp(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length + 100L);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    /** Lets time pass. */
    public static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
