import type { DockerImage } from './docker-state.ts';
import { USUAL_IMAGES, usualImage } from './images.ts';
import type { PodmanState } from './podman-state.ts';

export function imagesOfPodman(podman: PodmanState): readonly DockerImage[] {
  return [...(podman.images ?? []), ...USUAL_IMAGES];
}

/**
 * Short names are completed: those of images built here with `localhost/`, others with Docker Hub's address.
 * @see containers-registries.conf(5) "short-name aliasing"
 */
export function podmanImage(
  podman: PodmanState,
  typed: string,
): { readonly image: DockerImage; readonly reference: string } | undefined {
  const tag = /:[^/]*$/.test(typed) ? '' : ':latest';
  const bare = typed.replace(/^(localhost|docker\.io(\/library)?)\//, '');
  const name = bare.replace(/[:@][^/]*$/, '');
  const own = podman.images?.find((image) => image.name === name);
  if (own !== undefined) return { image: own, reference: `localhost/${bare}${tag}` };
  const image = usualImage(name);
  const library = name.includes('/') ? '' : 'library/';
  return image === undefined ? undefined : { image, reference: `docker.io/${library}${bare}${tag}` };
}
