package dev.takt.harness;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The setups that a class names with {@link OnSetups} (else all) and the developer has not left out. */
final class SelectedSetups implements ArgumentsProvider, AnnotationConsumer<OnSetups> {
    private Setup[] named = Setup.values();

    @Override
    public void accept(OnSetups annotation) {
        if (annotation.value().length > 0) {
            named = annotation.value();
        }
    }

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(named).filter(Setup::isSelected).map(Arguments::of);
    }
}
