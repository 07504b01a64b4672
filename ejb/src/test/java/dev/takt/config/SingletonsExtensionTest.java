package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

class SingletonsExtensionTest {
    @Test
    void itKnowsEverySingleton() {
        assertEquals(
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.takt").stream()
                                .filter(type -> type.isAnnotatedWith(Singleton.class))
                                .map(JavaClass::getName)
                                .sorted()
                                .toList(),
                SingletonsExtension.CLASSES);
    }
}
