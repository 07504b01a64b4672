package dev.takt.web.rest;

import dev.takt.api.FunctionInfo;
import dev.takt.api.HookInfo;
import dev.takt.api.NodeInfo;
import dev.takt.api.Status;
import jakarta.json.JsonObject;

/** What a node knows of itself and of the others, as JSON. */
final class StatusJson {
    private StatusJson() {}

    static JsonObject of(Status status) {
        return new JsonFields()
                .text("version", status.version())
                .text("database", status.database())
                .time("now", status.now())
                .number("queued", status.queued())
                .number("running", status.running())
                .number("workers", status.workers())
                .flag("ready", status.ready())
                .list("nodes", status.nodes(), StatusJson::of)
                .build();
    }

    static JsonObject of(NodeInfo node) {
        return new JsonFields()
                .node("id", node.id())
                .text("name", node.name())
                .text("cluster", node.cluster())
                .time("startedAt", node.startedAt())
                .time("beatAt", node.beatAt())
                .flag("draining", node.draining())
                .number("workers", node.workers())
                .number("transactionalWorkers", node.transactionalWorkers())
                .flag("self", node.self())
                .build();
    }

    static JsonObject of(FunctionInfo function) {
        return new JsonFields()
                .text("name", function.name())
                .text("signature", function.signature())
                .text("description", function.description())
                .list("nodes", function.nodes(), id -> JsonFields.JSON.createValue(Long.toString(id)))
                .build();
    }

    static JsonObject of(HookInfo hook) {
        return new JsonFields()
                .text("name", hook.name())
                .number("observers", hook.observers())
                .build();
    }
}
