package dev.takt.web.words;

import dev.takt.api.FunctionInfo;
import dev.takt.api.HookInfo;
import dev.takt.api.NodeInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can be chosen from lists: {@code #{choices.of('type', types, value)}}. */
@Named
@ApplicationScoped
public class Choices {
    /**
     * One line of a list.
     *
     * @param value what is posted
     * @param label what is read
     * @param chosen whether it is the one
     */
    public record Choice(String value, String label, boolean chosen) {}

    /** Those values; one that is chosen and not among them is shown too, since choosing another is for a person to do. */
    public List<Choice> of(String kind, Object values, String chosen) {
        List<Choice> all = new ArrayList<>();
        each(values).forEach(value -> all.add(choice(kind, value, chosen)));
        if (!chosen.isEmpty() && all.stream().noneMatch(Choice::chosen)) {
            all.add(new Choice(chosen, chosen, true));
        }
        return all;
    }

    public List<String> getTruths() {
        return List.of("true", "false");
    }

    /** What a node is called: its name and its id, for several nodes of one machine may have one name. */
    public static String name(NodeInfo node) {
        return Texts.of("node", node.name(), Long.toString(node.id()));
    }

    private static Stream<?> each(Object values) {
        return values instanceof Object[] array ? Stream.of(array) : ((List<?>) values).stream();
    }

    private static Choice choice(String kind, Object value, String chosen) {
        if (value instanceof FunctionInfo function) {
            return new Choice(function.name(), function.name(), function.name().equals(chosen));
        }
        if (value instanceof HookInfo hook) {
            return new Choice(hook.name(), hook.name(), hook.name().equals(chosen));
        }
        if (value instanceof NodeInfo node) {
            String id = Long.toString(node.id());
            return new Choice(id, name(node), id.equals(chosen));
        }
        return new Choice(
                value.toString(), Texts.of(kind + "." + value), value.toString().equals(chosen));
    }
}
