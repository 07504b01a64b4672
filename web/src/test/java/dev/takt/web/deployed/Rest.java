package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A caller of the deployed application: somebody who logs in, or nobody. Follows no redirects. */
record Rest(URI application, HttpClient client, String authorization) {
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "SKIPPED");
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    Rest as(String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Rest(application, client, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    Answer get(String path) {
        return send("GET", "api/v1/" + path, "");
    }

    Answer post(String path, String json) {
        return send("POST", "api/v1/" + path, json);
    }

    /** Any method on any path below the context path. */
    Answer send(String method, String path, String json) {
        return send(method, path, json, Map.of());
    }

    Answer send(String method, String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(application.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates a schedule that must be accepted. */
    JsonObject schedule(String json) {
        Answer created = post("schedules", json);
        assertEquals(201, created.status(), created.body());
        return created.json();
    }

    JsonObject scheduleNow(long id) {
        return get("schedules/" + id).expect(200).json();
    }

    /** The tasks of a schedule, newest first. */
    List<JsonObject> tasksOf(long schedule) {
        return get("tasks?limit=500&schedule=" + schedule).expect(200).items();
    }

    /** Waits until so many tasks of a schedule have ended. */
    List<JsonObject> endedTasksOf(long schedule, int number, Duration within) {
        return await(
                within,
                () -> tasksOf(schedule),
                tasks -> tasks.stream().filter(Rest::hasEnded).count() >= number);
    }

    /** Runs a function of the deployed application and gives back what it returned. */
    JsonValue call(String function, String args) {
        JsonObject task = run("{\"func\": \"" + function + "\", \"args\": " + args + "}");
        assertEquals("SUCCEEDED", task.getString("state"), task.toString());
        return task.get("result");
    }

    /** Runs a function at once and waits until it has ended. */
    JsonObject run(String json) {
        Answer created = post("tasks", json);
        assertEquals(201, created.status(), created.body());
        long id = created.json().getJsonNumber("id").longValue();
        return await(
                Duration.ofSeconds(10), () -> get("tasks/" + id).expect(200).json(), Rest::hasEnded);
    }

    static boolean hasEnded(JsonObject task) {
        return ENDED.contains(task.getString("state"));
    }

    /** Looks again and again until what is there is what is wanted, and fails with the last look otherwise. */
    static <T> T await(Duration within, Supplier<T> look, Predicate<T> wanted) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            T seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + within + ": " + seen);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String body) {
        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }

        List<JsonObject> items() {
            return json().getJsonArray("items").getValuesAs(JsonObject.class);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Answer expect(int wanted) {
            assertEquals(wanted, status, body);
            return this;
        }
    }
}
