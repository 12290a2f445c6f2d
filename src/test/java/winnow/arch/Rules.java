package winnow.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinTask;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import winnow.scoring.RewardModelProvider;
import winnow.store.format.DatasetLayout;
import winnow.store.format.DatasetReader;
import winnow.store.format.DatasetWriter;

/**
 * The rules of the architecture.
 *
 * @param root {@code winnow}, or a package with planted violations laid out in the same way
 */
record Rules(String root) {

    ArchRule dataDependsOnTheJdkOnly() {
        return classes()
                .that()
                .resideInAPackage(in("store.data"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("store.data"), "java..", "org.jspecify.annotations..");
    }

    ArchRule onlyTheScreensKnowJavaFx() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("viewer"), in("app.ui"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..");
    }

    ArchRule scoringAndViewerSeeDataNotTheDatabase() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("scoring"), in("viewer"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("store.db"), in("store.format"), in("store.query"), "java.sql..");
    }

    ArchRule screensAndCommandsGoThroughServices() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("app.ui"), in("app.cli"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("store.db"), in("store.format"), "java.sql..");
    }

    ArchRule onlyTheJobsCrossThreads() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("app.ui.job"))
                .should(accessTargetWhere(describe(
                        "target is Platform.runLater",
                        access -> access.getTargetOwner().getName().equals("javafx.application.Platform")
                                && access.getName().equals("runLater"))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("javafx.concurrent..");
    }

    ArchRule onlyTheLanesMakeThreads() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("store.job"))
                .should(accessTargetWhere(describe("target makes threads", Rules::makesThreads)))
                .orShould()
                .beAssignableTo(Thread.class)
                .orShould()
                .beAssignableTo(ForkJoinTask.class);
    }

    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule everyPluginIsRegistered() {
        return classes()
                .that()
                .areAssignableTo(DatasetReader.class)
                .or()
                .areAssignableTo(DatasetWriter.class)
                .or()
                .areAssignableTo(DatasetLayout.class)
                .or()
                .areAssignableTo(RewardModelProvider.class)
                .should(beFoundByServiceLoader())
                .allowEmptyShould(false);
    }

    ArchRule everyPackageIsNullMarked() {
        return classes().should(new ArchCondition<>("be in a package with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no @NullMarked package"));
                }
            }
        });
    }

    ArchRule onlyTheCommandLinePrints() {
        return noClasses()
                .that(not(describe(
                        "are the program's start", type -> type.getName().equals(root + ".app.Winnow"))))
                .and()
                .resideOutsideOfPackage(in("app.cli"))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
    }

    ArchRule nobodyReadsJavaObjects() {
        return noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);
    }

    /** But for the one that decodes videos: a second Java with Winnow's own class path, never anything else. */
    ArchRule nobodyStartsPrograms() {
        return noClasses()
                .that(not(describe(
                        "decode videos in a process of their own",
                        type -> type.getName().equals(root + ".store.media.VideoProcess"))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould(accessTargetWhere(describe(
                        "target is Runtime.exec",
                        access -> access.getTargetOwner().isEquivalentTo(Runtime.class)
                                && access.getName().equals("exec"))));
    }

    /** Native decoders run in the decoder's process only, so nothing but its own parts may know ffmpeg. */
    ArchRule onlyTheDecoderKnowsFfmpeg() {
        return noClasses()
                .that(not(describe(
                        "are parts of the decoder",
                        type -> type.getName()
                                .matches(Pattern.quote(root)
                                        + "\\.store\\.media\\."
                                        + "(Video(Budget|Container|File|FrameDecoder|Index)|FrameStream|RgbConverter)"
                                        + "(\\$.*)?"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..");
    }

    /** The rest of the program sees records, so that what reads Parquet can be exchanged. */
    ArchRule onlyTheParquetClassesKnowParquet() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("store.parquet"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..");
    }

    private String in(String folder) {
        return root + "." + folder + "..";
    }

    private static boolean makesThreads(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean constructs = name.equals("<init>");
        if (owner.isAssignableTo(Thread.class)) {
            return constructs
                    || Set.of("ofVirtual", "ofPlatform", "startVirtualThread").contains(name);
        }
        if (owner.isAssignableTo(CompletableFuture.class)) {
            return name.matches("orTimeout|completeOnTimeout|delayedExecutor")
                    || (name.endsWith("Async") && !endsWithExecutor(access));
        }
        return (constructs
                        && owner.isAssignableTo(Executor.class)
                        && owner.getPackageName().startsWith("java."))
                || (constructs && owner.getName().equals("java.util.Timer"))
                || (owner.isEquivalentTo(Executors.class) && !name.equals("callable"))
                || (owner.getName().equals("java.util.concurrent.ForkJoinPool") && name.equals("commonPool"))
                || owner.isAssignableTo(ForkJoinTask.class)
                || name.equals("parallelStream")
                || (name.equals("parallel") && owner.isAssignableTo(BaseStream.class))
                || (owner.getName().equals("java.util.Arrays") && name.startsWith("parallel"));
    }

    private static boolean endsWithExecutor(JavaAccess<?> access) {
        if (access.getTarget() instanceof CodeUnitAccessTarget target) {
            List<JavaClass> parameters = target.getRawParameterTypes();
            return !parameters.isEmpty()
                    && parameters.get(parameters.size() - 1).isEquivalentTo(Executor.class);
        }
        return false;
    }

    private static ArchCondition<JavaClass> beFoundByServiceLoader() {
        Set<String> found = Stream.of(
                        DatasetReader.class, DatasetWriter.class, DatasetLayout.class, RewardModelProvider.class)
                .flatMap(type -> ServiceLoader.load((Class<?>) type).stream())
                .map(provider -> provider.type().getName())
                .collect(Collectors.toSet());
        DescribedPredicate<JavaClass> abstractType = describe(
                "abstract", type -> type.isInterface() || type.getModifiers().contains(JavaModifier.ABSTRACT));
        return new ArchCondition<>("be found by ServiceLoader (is @AutoService missing?)") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!abstractType.test(type) && !found.contains(type.getName())) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not registered"));
                }
            }
        };
    }
}
