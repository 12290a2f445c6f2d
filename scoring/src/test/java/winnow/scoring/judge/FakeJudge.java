package winnow.scoring.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** A server on this machine that replies as a judge would, or fails as a server would. */
public final class FakeJudge implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    final Deque<Answer> waiting = new ArrayDeque<>();
    final List<JsonNode> requests = new ArrayList<>();
    final List<String> keys = new ArrayList<>();
    private Function<JsonNode, String> usual = request -> "Score: 50";

    /** What one request gets. */
    @FunctionalInterface
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** Starts it. */
    public FakeJudge() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    /** What requests get that no special answer waits for. */
    FakeJudge usually(Function<JsonNode, String> reply) {
        usual = reply;
        return this;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        requests.add(request);
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Answer answer = waiting.poll();
        if (answer == null) {
            says(usual.apply(request)).give(exchange);
        } else {
            answer.give(exchange);
        }
    }

    static Answer says(String text) {
        String json = JSON.createObjectNode()
                .set(
                        "choices",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .set("message", JSON.createObjectNode().put("content", text))))
                .toString();
        return status(200, json);
    }

    static Answer status(int status, String body, String... header) {
        return exchange -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Announces more than it sends, and hangs up. */
    static Answer cut(String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length + 100L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    static Answer drops() {
        return HttpExchange::close;
    }

    static Answer slow(long millis) {
        return exchange -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** A folder of a judge at this server. */
    public Path folder(Path folder, String more) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("judge.json"),
                "{\"endpoint\": \"http://localhost:" + server.getAddress().getPort() + "/v1\", \"model\": \"m\"" + more
                        + "}");
        return folder;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
